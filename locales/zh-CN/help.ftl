## Words of help.
