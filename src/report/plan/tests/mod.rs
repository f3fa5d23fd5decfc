mod changes;
mod consequences;
mod long;
mod sample;
mod untrusted;
mod whole;
