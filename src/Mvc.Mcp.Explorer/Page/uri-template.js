// Templates of addresses (RFC 6570, as far as resources use it: simple, reserved, path and query expressions).

const expressions = /\{([+#./;?&]?)([^}]*)\}/g;

const variablesOf = list => list.split(',').filter(Boolean).map(text => ({ name: text.replace(/\*$|:\d+$/, ''), exploded: text.endsWith('*') }));

/** A schema of the template's variables: those of a query may be left out. */
export function schemaOf(template) {
  const properties = {};
  const required = [];
  for (const [, operator, list] of template.matchAll(expressions)) {
    for (const { name, exploded } of variablesOf(list)) {
      properties[name] = exploded ? { type: 'array', items: { type: 'string' } } : { type: 'string' };
      if (!'?&'.includes(operator) || operator === '')
        required.push(name);
    }
  }
  return { type: 'object', properties, required };
}

/** The address with the values. */
export function expand(template, values) {
  return template.replace(expressions, (_, operator, list) => {
    const named = operator === '?' || operator === '&' || operator === ';';
    const encode = operator === '+' || operator === '#' ? encodeURI : encodeURIComponent;
    const parts = variablesOf(list).flatMap(({ name, exploded }) => {
      const value = values?.[name];
      if (value === undefined || value === null || value.length === 0)
        return [];
      const items = [value].flat().map(each => encode(String(each)));
      return named ? (exploded ? items.map(item => `${name}=${item}`) : [`${name}=${items.join(',')}`]) : [items.join(',')];
    });
    const [first, between] = { '': ['', ','], '+': ['', ','], '#': ['#', ','], '.': ['.', '.'], '/': ['/', '/'], ';': [';', ';'], '?': ['?', '&'], '&': ['&', '&'] }[operator];
    return parts.length > 0 ? first + parts.join(between) : '';
  });
}
