## Words of check.
