//! The golden JSON of facts section 10, and what may differ from it.

use serde_json::{Value, json};

use super::{ExternalKey, FoundKey, Group, GroupMember, Org, User, rank, read};
use crate::api::error::Unreadable;
use crate::directory::{Field, RankKind};

fn golden(text: &str) -> Value {
    serde_json::from_str(text).expect("the golden JSON is JSON")
}

fn user() -> Value {
    golden(include_str!("../testdata/user.json"))
}

fn some<T>(value: impl Into<T>) -> Field<Option<T>> {
    Field::Known(Some(value.into()))
}

#[test]
fn the_golden_user() {
    let user: User = read(user()).expect("a user");
    assert_eq!(user.user_id, "5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10");
    assert_eq!(user.domain_id, some(20_000_123));
    assert_eq!(user.user_external_key, some("E00042"));
    assert_eq!(user.nick_name, Field::Known(None));
    assert_eq!(user.suspended_reason, Field::Known(None));
    let name = user.user_name.value().expect("a name");
    assert_eq!(name.phonetic_first_name, some("ハナコ"));
    let organizations = user.organizations.value().expect("organizations");
    assert_eq!(
        organizations[0].level_id,
        some("c2f0a9d4-11e8-4d37-52b0-03aa5c1f7e02")
    );
    let posts = organizations[0].org_units.value().expect("posts");
    assert_eq!(posts[0].is_manager, some(true));
    assert_eq!(
        posts[0].position_id,
        some("e9d84c11-5a02-4b1c-9b1e-7d20a1f3b004")
    );
    let custom = user.custom_properties.value().expect("custom properties");
    assert_eq!(custom["badge_no"], json!("A-118"));
    assert_eq!(user.custom_attributes, Field::Absent);
    assert_eq!(user.employee_number, some("00042"));
    let leave = user.leave_of_absence.value().expect("leave");
    assert_eq!(leave.start_time, Field::Known(None));
    assert_eq!(leave.is_leave_of_absence, some(false));
}

#[test]
fn missing_and_null_are_kept_apart() {
    let mut value = user();
    let object = value.as_object_mut().expect("an object");
    object.remove("telephone");
    object.insert("location".to_owned(), Value::Null);
    object.insert("addedNextYear".to_owned(), json!({"a": [1]}));
    let user: User = read(value).expect("a user");
    assert_eq!(user.telephone, Field::Absent);
    assert_eq!(user.location, Field::Known(None));
}

#[test]
fn a_user_needs_nothing_but_its_id() {
    let user: User = read(json!({"userId": "u"})).expect("a user");
    assert_eq!(user.organizations, Field::Absent);
    assert_eq!(user.is_deleted, Field::Absent);
}

#[test]
fn what_does_not_fit_is_told_without_its_value() {
    for odd in [
        json!({"userId": 7}),
        json!({"userExternalKey": "E1"}),
        json!({"userId": "u", "email": {"hanako@private.example": 1}}),
        json!({"userId": "u", "domainId": "hanako@private.example"}),
        json!("hanako@private.example"),
    ] {
        let Err(Unreadable::Shape(why)) = read::<User>(odd.clone()) else {
            panic!("{odd} was read");
        };
        assert!(!why.contains("hanako"), "{why}");
    }
}

#[test]
fn the_golden_org() {
    let org: Org = read(golden(include_str!("../testdata/org.json"))).expect("an org");
    assert_eq!(org.org_unit_external_key, some("T-SALES-1"));
    assert_eq!(
        org.parent_org_unit_id,
        some("77c0b3aa-2a94-4f34-6c0e-03d7721b5505")
    );
    assert_eq!(org.display_order, some(1));
    assert_eq!(org.i18n_names, Field::Known(Some(vec![])));
    assert_eq!(org.description, Field::Known(None));
}

#[test]
fn the_golden_group_and_its_members() {
    let value = golden(include_str!("../testdata/group.json"));
    let members = value["members"].clone();
    let group: Group = read(value).expect("a group");
    assert_eq!(group.group_name, some("PJ Apollo"));
    assert_eq!(group.group_email, Field::Known(None));
    assert_eq!(group.use_mail, some(false));
    let members: Vec<GroupMember> = read(members).expect("members");
    assert_eq!(members[1].r#type, some("ORGUNIT"));
}

#[test]
fn the_golden_ranks() {
    let level = json!({"domainId": 20000123, "levelId": "c2f0", "displayOrder": 3, "levelName": "主任", "levelExternalKey": "L3", "executive": false, "i18nNames": [{"name": "Chief", "language": "en_US"}]});
    let level = rank(RankKind::Level, level).expect("a level");
    assert_eq!(level.id, "c2f0");
    assert_eq!(level.name, some("主任"));
    assert_eq!(level.external_key, some("L3"));
    assert_eq!(level.executive, some(false));
    assert_eq!(level.code, Field::Absent);
    let names = level.i18n_names.value().expect("names");
    assert_eq!(names[0].name, some("Chief"));

    let position = json!({"domainId": 20000123, "positionId": "e9d8", "displayOrder": 2, "positionName": "課長", "positionExternalKey": null, "i18nNames": []});
    let position = rank(RankKind::Position, position).expect("a position");
    assert_eq!(position.external_key, Field::Known(None));

    let user_type = json!({"domainId": 20000123, "userTypeId": "0f6f", "displayOrder": -1, "userTypeName": "正社員", "userTypeExternalKey": "FT", "i18nNames": [], "userTypeCode": "FULLTIME"});
    let user_type = rank(RankKind::UserType, user_type).expect("a user type");
    assert_eq!(user_type.code, some("FULLTIME"));
    assert_eq!(user_type.display_order, some(-1));

    assert!(rank(RankKind::Level, json!({"positionId": "e9d8"})).is_err());
    assert!(rank(RankKind::Level, json!([])).is_err());
}

#[test]
fn external_keys_both_ways() {
    let body = json!([{"id": "5b0d", "externalKey": "E1"}, {"id": "o@x", "externalKey": null}]);
    let keys: Vec<ExternalKey> = read(body.clone()).expect("keys");
    assert_eq!(serde_json::to_value(&keys).expect("JSON"), body);
    let found: FoundKey =
        read(json!({"domainId": 1, "id": "5b0d", "name": "森 花子"})).expect("a key");
    assert_eq!(found.external_key, Field::Absent);
}
