//! Facts 9: talking to LINE and to other companies.
