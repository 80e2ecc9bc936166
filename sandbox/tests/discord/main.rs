//! The simulated Discord, driven by a raw client: REST, Gateway and the control API.

mod flow;
mod support;
