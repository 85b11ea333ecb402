# The same commands as `python run.py help`, for those who have make. run.py does the work.
#
#   make serve                                the site on this computer
#   make test ARGS="-k yaml"                  some of the tests
#   make check ARGS="--lang en"               the data's mistakes, in English
#   make publish SITEURL=https://example.org  the site for that address
#   make serve PYTHON=python3.12              another Python than python3

PYTHON ?= python3
ARGS ?=

# What is given on the command line (SITEURL) reaches run.py through the environment by itself.
RUN = $(PYTHON) run.py

.DEFAULT_GOAL := help
.PHONY: serve test check html publish lint format lock clean help

serve:  ## kur, derle, izle, göster · set up, build, watch, serve
	@$(RUN) serve $(ARGS)

test:  ## bütün testler · all tests
	@$(RUN) test $(ARGS)

check:  ## verideki yanlışları göster · show the mistakes in the data
	@$(RUN) check $(ARGS)

html:  ## siteyi output/ içine derle · build the site into output/
	@$(RUN) html $(ARGS)

publish:  ## yayımlanacak siteyi derle · build the site to be published
	@$(RUN) publish $(ARGS)

lint:  ## kodu denetle · examine the code
	@$(RUN) lint

format:  ## kodu biçimle · lay out the code
	@$(RUN) format

lock:  ## paket sürümlerini yeniden kilitle · lock the package versions anew
	@$(RUN) lock $(ARGS)

clean:  ## derlenenleri sil · remove what was built
	@$(RUN) clean

help:  ## bu listeyi göster · show this list
	@sed -n 's/^\([a-z]*\):  ## \(.*\)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 17
