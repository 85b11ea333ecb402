"""Brings foreign data in as proposals: records become YAML files that people then read and edit.

The journey: an address or a file (`fetching`) → records in the source's own words (`calendar_file`,
`open_data`, `table`) → the same event or place as one we have? (`matching`) → a file's data
(`composing`) → what to do with it, after the same rules as for everybody (`intake`), and what we
remember of it (`ledger`). `command` is the command line. Every record ends as an outcome with its
reason; nothing that a person wrote is overwritten.
"""
