/** What a figure is held against. */
export interface Goal {
  readonly relation: '<=' | '<' | '>=' | '=';
  readonly limit: number;
}

/** A figure of at most this. */
export function atMost(limit: number): Goal {
  return { relation: '<=', limit };
}

/** A figure below this. */
export function below(limit: number): Goal {
  return { relation: '<', limit };
}

/** A figure of at least this. */
export function atLeast(limit: number): Goal {
  return { relation: '>=', limit };
}

/** Exactly this figure. */
export function exactly(limit: number): Goal {
  return { relation: '=', limit };
}

/** Whether a value reaches a goal. */
export function meets(value: number, { relation, limit }: Goal): boolean {
  switch (relation) {
    case '<=':
      return value <= limit;
    case '<':
      return value < limit;
    case '>=':
      return value >= limit;
    case '=':
      return value === limit;
  }
}
