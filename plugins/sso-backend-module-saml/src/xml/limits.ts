/** What a document may hold at most; beyond it, it is refused unparsed. */
export interface SamlXmlLimits {
  readonly characters: number;
  readonly elements: number;
  readonly depth: number;
  /** Attributes of one element, namespace declarations included. */
  readonly attributes: number;
  /** Different names of elements: the parser looks for the end of each. */
  readonly names: number;
  /**
   * Namespace declarations around one place: canonicalisation looks through
   * all of them for each name.
   */
  readonly declarations: number;
  /** Comments are refused in messages, where they only serve attacks. */
  readonly comments: boolean;
  /** An encoding other than UTF-8, for texts that are decoded already. */
  readonly anyEncoding: boolean;
}

/** For messages: a person in a thousand groups fits in several times. */
export const messageLimits: SamlXmlLimits = {
  characters: 256 * 1024,
  elements: 20_000,
  depth: 64,
  attributes: 64,
  names: 500,
  declarations: 128,
  comments: false,
  anyEncoding: false,
};

/** For metadata, of a federation as well. */
export const metadataLimits: SamlXmlLimits = {
  characters: 2_000_000,
  elements: 200_000,
  depth: 64,
  attributes: 64,
  names: 500,
  declarations: 128,
  comments: true,
  anyEncoding: true,
};
