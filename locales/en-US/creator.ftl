## Words of creator.
