mod limited;
mod plain;
mod server;
