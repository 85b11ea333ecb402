# The same commands as `python run.py help`, for those who have make. run.py does the work.
#
#   make serve                                the site on this computer
#   make test ARGS="-k yaml"                  some of the tests
#   make check ARGS="--lang en"               the data's mistakes, in English
#   make publish SITEURL=https://example.org  the site for that address
#   make new KIND=place NAME="Kızlar Ağası"   a new file, asking for what is missing
#   make report YEAR=2026                     the numbers of a year, kept as they are
#   make serve PYTHON=python3.12              another Python than python3

PYTHON ?= python3
ARGS ?=

# What is given on the command line (SITEURL, KIND) reaches run.py through the environment by
# itself. Some systems have a NAME of their own; only the one given here counts.
ifneq ($(origin NAME),command line)
unexport NAME
endif
RUN = $(PYTHON) run.py

.DEFAULT_GOAL := help
.PHONY: serve test check links summary issue new schema report import html publish bench lint format lock clean help

serve:  ## kur, derle, izle, göster · set up, build, watch, serve
	@$(RUN) serve $(ARGS)

test:  ## bütün testler · all tests
	@$(RUN) test $(ARGS)

check:  ## verideki yanlışları göster · show the mistakes in the data
	@$(RUN) check $(ARGS)

links:  ## bağlantılar hâlâ açılıyor mu, sor · ask whether the links still open
	@$(RUN) links $(ARGS)

summary:  ## bir değişikliği özetle · tell what a change does
	@$(RUN) summary $(ARGS)

issue:  ## bir isteği dosyaya dök · make a file of an issue
	@$(RUN) issue $(ARGS)

new:  ## yeni bir yer ya da etkinlik dosyası başlat · begin a file for a new place or event
	@$(RUN) new $(ARGS)

schema:  ## şema ve şablonları yeniden yaz · write the schemas and templates anew
	@$(RUN) schema

report:  ## yılın sayılarını dondur · freeze the numbers of the year
	@$(RUN) report $(ARGS)

import:  ## başka bir kaynaktan yer ya da etkinlik getir · bring places or events in from elsewhere
	@$(RUN) import $(ARGS)

html:  ## siteyi output/ içine derle · build the site into output/
	@$(RUN) html $(ARGS)

publish:  ## yayımlanacak siteyi derle · build the site to be published
	@$(RUN) publish $(ARGS)

bench:  ## haritayı benzerleriyle ölç · measure the map beside its peers
	@$(RUN) bench $(ARGS)

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
