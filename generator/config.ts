/** The config file's shape, and its defaults. */
export interface Config {
  readonly packages: Readonly<Record<string, PackageConfig>>;
}

/** One package to generate. Paths are relative to the config file. */
export interface PackageConfig {
  /** The OpenAPI document. */
  readonly input: string;
  /** The package's folder. */
  readonly output: string;
  /** The npm name. Default: the output folder's name. */
  readonly name?: string;
  /** The client's class. Default: `ApiClient`. */
  readonly client?: string;
  /** Whether to write `docs/`. Default: `true`. */
  readonly docs?: boolean;
  /** Folders outside the document's own that its `$ref`s may lead into. Default: none. */
  readonly allowPaths?: readonly string[];
}

/** Returns the config as it is; editors know its shape then. */
export function defineConfig(config: Config): Config {
  return config;
}
