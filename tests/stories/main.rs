//! Stories: each runs the whole bot against the simulated world over real HTTP, and reads what people read.

mod bad_input;
mod help;
mod paging;
mod people;
mod ranking;
mod table;
mod world;
