using System.Text.Json.Nodes;

namespace Mvc.Mcp.TestApi;

/// <summary>Writes documents of any number of operations that have, in turn, everything that documents can say.</summary>
public static class GeneratedDocument
{
    private static readonly string[] _parameters =
    [
        """{ "name": "color", "in": "query", "style": "form", "explode": false, "schema": { "type": "array", "items": { "type": "string" } } }""",
        """{ "name": "filter", "in": "query", "style": "deepObject", "schema": { "$ref": "#/components/schemas/Filter" } }""",
        """{ "name": "ids", "in": "query", "style": "pipeDelimited", "explode": false, "schema": { "type": "array", "items": { "type": "integer" }, "uniqueItems": true } }""",
        """{ "name": "X-Trace", "in": "header", "schema": { "type": "string", "pattern": "^[a-z]+$" } }""",
        """{ "name": "sid", "in": "cookie", "schema": { "type": "string" } }""",
        """{ "name": "q", "in": "query", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Tree" } } } }""",
        """{ "name": "größe", "in": "query", "allowReserved": true, "schema": { "type": ["integer", "string", "null"], "minimum": 1, "maxLength": 5 } }""",
        """{ "$ref": "#/components/parameters/Page" }""",
        """{ "name": "when", "in": "query", "schema": { "type": "string", "format": "unix-time", "pattern": "(?i)^\\h+$" } }""",
        """{ "name": "名前", "in": "query", "description": "The name of the owner", "schema": { "type": "string" } }""",
        """{ "name": "any", "in": "query", "schema": true }""",
        """{ "name": "deep", "in": "query", "schema": { "$ref": "#/components/schemas/Filter/properties/range" } }""",
    ];

    private static readonly string[] _bodies =
    [
        """{ "application/json": { "schema": { "$ref": "#/components/schemas/Tree" } } }""",
        """{ "application/json": { "schema": { "$ref": "#/components/schemas/Category" } } }""",
        """{ "application/json": { "schema": { "$ref": "#/components/schemas/Animal" } } }""",
        """{ "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Cat" } } } }""",
        """{ "application/merge-patch+json": { "schema": { "$ref": "#/components/schemas/Filter" } }, "application/json": { "schema": { "$ref": "#/components/schemas/Filter" } } }""",
        """{ "application/x-www-form-urlencoded": { "schema": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" }, "range": { "type": "object", "additionalProperties": true } } }, "encoding": { "range": { "style": "deepObject" } } } }""",
        """{ "multipart/form-data": { "schema": { "type": "object", "properties": { "file": { "type": "string", "contentMediaType": "image/png" }, "about": { "$ref": "#/components/schemas/Filter" } } } } }""",
        """{ "application/octet-stream": {} }""",
        """{ "image/*": { "schema": {} } }""",
        """{ "application/xml": { "schema": { "$ref": "#/components/schemas/Filter" } } }""",
        """{ "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } }, "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] } } }""",
        """{ "application/json": { "schema": { "type": "object", "properties": { "point": { "type": "array", "prefixItems": [{ "type": "number" }, { "type": "number" }], "items": false } }, "patternProperties": { "^x-": { "type": "string" } }, "additionalProperties": false, "dependentRequired": { "point": ["x-y"] }, "if": { "required": ["point"] }, "then": { "minProperties": 2 } } } }""",
    ];

    private const string Components = """
        {
          "parameters": { "Page": { "name": "page", "in": "query", "schema": { "type": "integer", "minimum": 1, "default": 1 } } },
          "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" }, "oauth": { "type": "oauth2", "flows": {} } },
          "schemas": {
            "Tree": { "type": "object", "required": ["name", "undescribed"], "properties": { "name": { "type": "string" }, "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } } } },
            "Category": { "type": "object", "properties": { "parent": { "allOf": [{ "$ref": "#/components/schemas/Category" }, { "description": "Above" }] }, "kind": { "enum": ["a", "a", 1, null] } } },
            "Filter": { "type": "object", "properties": { "range": { "type": "object", "properties": { "from": { "type": "number", "multipleOf": 0 }, "to": { "type": "number", "const": 7 } } }, "words": { "type": "array", "contains": { "type": "string" }, "items": { "type": "string", "minLength": 1 } } } },
            "Animal": { "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }], "discriminator": { "propertyName": "kind" } },
            "Cat": { "allOf": [{ "$ref": "#/components/schemas/Named" }, { "type": "object", "properties": { "lives": { "type": "integer" } } }] },
            "Dog": { "allOf": [{ "$ref": "#/components/schemas/Named" }, { "properties": { "friend": { "$ref": "#/components/schemas/Animal" } } }] },
            "Named": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" }, "name": { "type": ["string", "null"] } } },
            "Loop": { "allOf": [{ "$ref": "#/components/schemas/Loop" }] }
          }
        }
        """;

    /// <summary>A document of OpenAPI 3.1; every fiftieth operation is one that cannot be called.</summary>
    /// <param name="count">How many operations.</param>
    public static string OpenApi(int count)
    {
        var paths = new JsonObject();
        for (var i = 0; i < count; i++)
        {
            var operation = new JsonObject
            {
                ["operationId"] = i % 7 == 0 ? $"{i:x8}a0b1c2d3e4f5061728394a5b" : i % 11 == 0 ? "same" : $"operation_{i}",
                ["summary"] = $"The operation {i}",
                ["parameters"] = new JsonArray([.. Enumerable.Range(0, i % 4).Select(k => JsonNode.Parse(_parameters[(i + k) % _parameters.Length]))]),
                ["responses"] = JsonNode.Parse("""{ "200": { "description": "ok", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Tree" } } } }, "default": { "description": "no" } }"""),
            };
            if (i % 2 == 1)
                operation["requestBody"] = new JsonObject { ["content"] = JsonNode.Parse(_bodies[i / 2 % _bodies.Length]) };
            if (i % 50 == 1)
                operation["requestBody"] = JsonNode.Parse("""{ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Loop" } } } }""");
            if (i % 50 == 2)
                operation["parameters"] = JsonNode.Parse("""[{ "$ref": "other.json#/components/parameters/P" }]""");
            if (i % 3 == 0)
                operation["security"] = JsonNode.Parse("""[{ "key": [] }]""");
            paths[$"/things{i}/{{id}}{(i % 9 == 0 ? "?beta=true" : "")}"] = new JsonObject { [i % 2 == 1 ? "post" : "get"] = operation };
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Generated", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://api.example" }),
            ["paths"] = paths,
            ["components"] = JsonNode.Parse(Components),
        }.ToJsonString();
    }

    /// <summary>A document of Swagger 2.0.</summary>
    /// <param name="count">How many operations.</param>
    public static string Swagger(int count)
    {
        string[] formats = ["csv", "ssv", "tsv", "pipes", "multi"];
        string[] places = ["query", "path", "header", "formData"];
        var paths = new JsonObject();
        for (var i = 0; i < count; i++)
        {
            var place = places[i % places.Length];
            var list = new JsonObject { ["name"] = "list", ["in"] = place, ["type"] = "array", ["items"] = new JsonObject { ["type"] = i % 3 == 0 ? "integer" : "string" } };
            if (i % 6 != 0)
                list["collectionFormat"] = formats[i % formats.Length];
            if (place == "path")
                list["required"] = true;
            JsonArray parameters = [list];
            if (place == "formData" && i % 8 == 3)
                parameters.Add(JsonNode.Parse("""{ "name": "file", "in": "formData", "type": "file" }"""));
            if (place == "query" && i % 8 == 0)
                parameters.Add(JsonNode.Parse("""{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Node" } }"""));
            var operation = new JsonObject
            {
                ["operationId"] = $"operation_{i}",
                ["parameters"] = parameters,
                ["responses"] = JsonNode.Parse("""{ "default": { "description": "ok", "schema": { "$ref": "#/definitions/Node" } } }"""),
            };
            if (place == "formData")
                operation["consumes"] = new JsonArray(i % 8 == 3 ? "multipart/form-data" : "application/x-www-form-urlencoded");
            paths[$"/things{i}{(place == "path" ? "/{list}" : "/{undeclared}")}"] = new JsonObject { [place is "formData" or "query" ? "post" : "get"] = operation };
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Generated", ["version"] = "1" },
            ["host"] = "api.example",
            ["schemes"] = new JsonArray("https"),
            ["paths"] = paths,
            ["definitions"] = JsonNode.Parse("""
                { "Node": { "type": "object", "properties": { "next": { "allOf": [{ "$ref": "#/definitions/Node" }] }, "kind": { "type": "string", "enum": ["a", "b"] }, "missing": { "$ref": "#/definitions/Missing" } } } }
                """),
        }.ToJsonString();
    }
}
