/// The JSON form of the contract's messages, both ways, as http-identity-and-groups.md 1.3 and
/// http-messages-and-objects.md 1.1 fix it.
///
///     Message ──► Writer ──┐                 ┌── Shape: one table a message type, made once
///                          ├── ProtoJson ────┤
///     bytes ────► Reader ──┘                 └── FieldShape: name, kind, wrapper or not
///
/// True at all times: what is written names fields as the `.proto` files do (their odd capitals are
/// the wire's own); every field is there, an empty list is `null`, an empty map is left out; what
/// is read has exactly the types of the contract, within bounds of depth and length.
/// Elsewhere: envelopes and routes (`api`), which requests are acceptable (`bus`).
package im.parley.json;
