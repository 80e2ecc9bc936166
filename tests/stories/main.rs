//! Stories: each runs the whole bot against the simulated world over real HTTP, and reads what people read.

mod help;
mod ranking;
mod world;
