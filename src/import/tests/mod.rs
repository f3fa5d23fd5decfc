mod comments;
mod edit;
mod merge;
mod tidy;
