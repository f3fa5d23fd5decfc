//! What holds for every plan, on random tenants of hundreds of objects.

mod case;
mod changes;
mod convergence;
mod identities;
mod interruption;
mod lists;
mod live;
mod meets;
mod order;
mod switches;
mod tenant;
mod untouched;
