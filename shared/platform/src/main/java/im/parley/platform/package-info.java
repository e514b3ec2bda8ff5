/// What every module stands on: configuration records, the node's identity, clock and ids.
///
/// Owner: nothing here holds state of the domain.
/// Elsewhere: life cycle and wiring (`node`), metrics are Micrometer's own registry.
package im.parley.platform;
