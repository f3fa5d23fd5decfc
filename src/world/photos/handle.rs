use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::directory::{Field, Id};

use crate::world::body::Body;
use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::text::{Chars, Text};
use crate::world::{Mark, Refusal, reasons, route};

use super::held::{Awaited, FileArrived, Photo, ticket};

const SECTION: &str = "5.1.1";
/// The largest file, bytes.
const MOST: i64 = 10_485_760;
/// No limit is documented.
const NAME: Text = Text {
    min: 1,
    max: 1000,
    chars: Chars::Any,
};

/// Answers the calls of one photo: of a member, or of a contact. The caller has found the
/// owner, and forgets it ([`super::Photos::forget`]) when it is gone.
///
/// # Errors
/// What the service refuses: 404 where there is no photo.
pub fn handle(state: &mut State, call: &Call<'_>, owner: &Id) -> Result<Reply, Refusal> {
    match call.method {
        Method::Post => offer(state, call, owner),
        Method::Get => {
            let photo = state.photos.held.get(owner).ok_or_else(none_of(owner))?;
            Ok(Reply::found(address(state, &photo.digest)))
        }
        Method::Delete => {
            state.photos.held.remove(owner).ok_or_else(none_of(owner))?;
            Ok(Reply::no_content())
        }
        Method::Put | Method::Patch => Err(route::unknown(call)),
    }
}

/// Tells where a file is to be sent. Until it arrives nothing else changes.
fn offer(state: &mut State, call: &Call<'_>, owner: &Id) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let name = body.required_text("fileName", NAME)?.to_owned();
    let property = "fileSize";
    let Field::Known(size) = body.integer(property)? else {
        return Err(body.lacks(property));
    };
    let size = u64::try_from(size)
        .ok()
        .filter(|_| (1..=MOST).contains(&size))
        .ok_or_else(|| {
            body.refuse(reasons::OUT_OF_RANGE, Mark::D, property)
                .with("value", size)
                .with("min", 1)
                .with("max", MOST)
        })?;
    let number = state.count_up();
    let awaited = Awaited { name, size, number };
    state.photos.awaited.insert(owner.clone(), awaited);
    let url = address(state, &ticket(owner, number));
    Ok(Reply::ok(json!({ "uploadUrl": url })))
}

/// Takes in a file that came to the upload host.
///
/// # Errors
/// 404 where none is awaited under the ticket, 400 where it is not as long as was told.
pub fn receive(state: &mut State, file: &FileArrived) -> Result<(), Refusal> {
    let owner = awaits(state, file)?;
    if let Some(Awaited { name, size, .. }) = state.photos.awaited.remove(&owner) {
        let digest = file.digest.clone();
        let photo = Photo { name, size, digest };
        state.photos.held.insert(owner, photo);
    }
    Ok(())
}

/// Whose file this is.
///
/// # Errors
/// As [`receive`].
pub fn awaits(state: &State, file: &FileArrived) -> Result<Id, Refusal> {
    let FileArrived { ticket, size, .. } = file;
    let (owner, awaited) = state.photos.awaited_under(ticket).ok_or_else(|| {
        Refusal::new(404, reasons::NO_UPLOAD, SECTION, Mark::I).with("value", ticket)
    })?;
    if awaited.size != *size {
        return Err(
            Refusal::new(400, reasons::OTHER_FILE_SIZE, SECTION, Mark::I)
                .with("value", size)
                .with("expected", awaited.size),
        );
    }
    Ok(owner.clone())
}

fn none_of(owner: &Id) -> impl Fn() -> Refusal {
    move || Refusal::new(404, reasons::NO_PHOTO, SECTION, Mark::I).with("object", owner)
}

/// An address of the upload host (facts 1.1).
fn address(state: &State, last: &str) -> String {
    let last = utf8_percent_encode(last, NON_ALPHANUMERIC);
    format!("{}/{last}", state.upload_host)
}
