## Words of ranking.
