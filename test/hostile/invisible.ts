/** What no generated file and no printed line may hold, the invariant I7: characters that a reader could not see. */
export const invisible: RegExp =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;
