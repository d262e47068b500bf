"""The keys of a study's text, and what the JSON Schema says of them."""
import yaml


class Key:
    """A value that the study's text sets, with its place and what the schema says of it."""

    def __init__(self, path, name, value, schema):
        self.path, self.name, self.value, self.schema = path, name, value, schema

    def types(self):
        of = self.schema.get("type", [])
        return of if isinstance(of, list) else [of]

    def is_number(self):
        return isinstance(self.value, yaml.ScalarNode) and bool({"integer", "number"} & set(self.types()))

    def out_of_range(self):
        """A number that the schema excludes; None: it excludes none."""
        if "exclusiveMinimum" in self.schema:
            return self.schema["exclusiveMinimum"]
        if "minimum" in self.schema:
            return self.schema["minimum"] - 1
        if "maximum" in self.schema:
            return self.schema["maximum"] + 1
        return self.schema.get("exclusiveMaximum")


def find_in_schema(schema, path):
    for part in path:
        schema = schema.get("properties", {}).get(part)
        if schema is None:
            return None
    return schema


def keys_of(node, schema, path=()):
    """The keys of a study: those at its root, and those that its cases and its sweep set."""
    for name, value in node.value:
        at = (*path, *name.value.split("."))
        if not path and name.value == "cases":
            for _, case in value.value:
                yield from keys_of(case, schema, path=())
        elif not path and name.value == "sweep":
            for swept, places in value.value:
                of = find_in_schema(schema, swept.value.split("."))
                if of is not None and isinstance(places, yaml.SequenceNode):
                    yield Key(tuple(swept.value.split(".")), swept, places.value[0], of)
        elif (of := find_in_schema(schema, at)) is not None:
            yield Key(at, name, value, of)
            if isinstance(value, yaml.MappingNode):
                yield from keys_of(value, schema, at)
