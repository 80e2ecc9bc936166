mod limited;
mod plain;
pub(in crate::discord) mod server;
