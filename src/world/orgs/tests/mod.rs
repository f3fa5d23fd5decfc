mod create;
mod delete;
mod loaded;
mod placing;
mod staging;
mod update;
