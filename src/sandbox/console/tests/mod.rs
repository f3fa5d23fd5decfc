mod company;
mod lists;
mod pages;
mod search;
mod sync;
