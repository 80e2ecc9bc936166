//! What is said of a database that isn't of this version, wherever one is looked at.

use crate::store::Standing;

/// What it is, and what to do; none where it is of this version.
pub(super) fn other_version(standing: Standing) -> Option<(String, &'static str)> {
    match standing {
        Standing::Current => None,
        Standing::Older(_) => {
            let mend = "The next start or `rankwatch migrate` brings it to this version, and keeps a copy of how it \
                        was beside it.";
            Some(("is of an older version".to_owned(), mend))
        }
        Standing::Newer { database, binary } => {
            let says = format!("is at version {database}, this binary knows up to {binary}");
            Some((says, "Use the newer binary, or restore a backup made before the upgrade."))
        }
        Standing::Foreign => {
            Some(("is a database of something else".to_owned(), "Name another file in database.path."))
        }
    }
}
