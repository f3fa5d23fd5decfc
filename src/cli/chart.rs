use std::path::PathBuf;

use clap::Args;

use crate::commands;
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::tenant::TenantFlags;

/// `meibo chart`
#[derive(Clone, Debug, Args)]
pub struct Chart {
    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Draw a snapshot that `meibo pull` saved instead of the configuration
    #[arg(long, value_name = "SNAPSHOT", conflicts_with_all = ["sandbox", "read"])]
    live: Option<PathBuf>,

    /// Draw the tenant as it is now instead of the configuration (`--sandbox` alone does so, too)
    #[arg(long)]
    read: bool,

    /// Draw only this org and what is below it
    #[arg(long, value_name = "KEY")]
    org: Option<String>,

    /// Draw so many levels of orgs
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    depth: Option<u16>,

    /// Show all members rather than leaders alone
    #[arg(long)]
    members: bool,

    /// Draw a picture (SVG) rather than text; so does an `--out` that ends in `.svg`
    #[arg(long)]
    svg: bool,

    /// Draw the lines of the tree with ASCII characters
    #[arg(long, conflicts_with = "svg")]
    ascii: bool,

    /// Write to a file rather than to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Chart {
    pub(super) fn split(self) -> (Flags, commands::chart::Request) {
        let Chart {
            path,
            live,
            read,
            org,
            depth,
            members,
            svg,
            ascii,
            out,
            reading,
            tenant,
        } = self;
        let is_svg = |file: &PathBuf| file.extension().is_some_and(|it| it == "svg");
        let request = commands::chart::Request {
            path,
            live,
            read,
            org,
            depth: depth.map(usize::from),
            members,
            svg: svg || out.as_ref().is_some_and(is_svg),
            ascii,
            out,
            wants: reading.wants(),
        };
        (tenant.flags(), request)
    }
}
