/** Any JSON value. Objects have no prototype surprises: they are only read through `Object.entries`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
