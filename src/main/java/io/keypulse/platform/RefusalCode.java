package io.keypulse.platform;

/** The closed list of {@code extensions.code} that a client may meet and act on. */
public enum RefusalCode {
  /** The value of {@code extensions.field} cannot be accepted as it is. */
  INVALID,
  /** Nobody is signed in, or with a token that is not accepted. */
  UNAUTHENTICATED,
  /** There is no such object, or none that this viewer may see. */
  NOT_FOUND,
  /** The viewer may see this but not do it. */
  FORBIDDEN,
  /** Something of this name or for this time exists already. */
  ALREADY_EXISTS,
  /** The object is no longer in the state that this needs. */
  WRONG_STATE,
  /**
   * The object has changed since the version that the change was made against; {@code
   * extensions.currentVersion} says where it stands.
   */
  CONFLICT,
  /** The request asks for more than one request may; the field names the limit. */
  OVER_BUDGET,
  /** The database or the identity provider is out of reach; the same request may succeed later. */
  UNAVAILABLE
}
