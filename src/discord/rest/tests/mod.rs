mod limited;
mod plain;
mod posts;
pub(in crate::discord) mod server;
