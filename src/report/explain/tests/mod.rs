//! The table is whole, its examples are what they say, and a catalogue of wrong inputs
//! shows every message about a configuration.

mod catalogue;
mod examples;
mod table;
