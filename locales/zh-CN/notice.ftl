## Words of notice.
