## Watches.
watch-rank = rank
watch-run-edit = `/{ watch-command } { watch-edit-command }`
watch-run-remove = `/{ watch-command } { watch-remove-command }`
