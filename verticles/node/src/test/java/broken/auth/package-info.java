/// Classes that break the rules of ArchitectureTest on purpose: a verticle that knows another one
/// and an adapter, a library that knows a verticle.
package broken.auth;
