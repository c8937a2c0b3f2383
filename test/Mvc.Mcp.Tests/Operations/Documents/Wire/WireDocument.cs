namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>Writes documents with one operation.</summary>
internal static class WireDocument
{
    /// <summary>An operation with these parameters, in OpenAPI 3.</summary>
    public static string Of(string path, string parameters, string method = "get", string rest = "", string version = "3.0.3", string components = "{}") => $$"""
        {
          "openapi": "{{version}}", "info": { "title": "t", "version": "1" },
          "paths": { "{{path}}": { "{{method}}": {
            "operationId": "call", "parameters": [{{parameters}}], {{rest}}
            "responses": { "200": { "description": "ok" } }
          } } },
          "components": {{components}}
        }
        """;

    /// <summary>An operation with a body, in OpenAPI 3.</summary>
    public static string WithBody(string content, string version = "3.0.3", string components = "{}", bool required = true) => Of(
        "/x", "", "post", $$"""
        "requestBody": { "required": {{(required ? "true" : "false")}}, "content": {{content}} },
        """, version, components);

    /// <summary>An operation with these parameters, in Swagger 2.0.</summary>
    public static string Swagger(string path, string parameters, string method = "get", string consumes = "") => $$"""
        {
          "swagger": "2.0", "info": { "title": "t", "version": "1" },
          "paths": { "{{path}}": { "{{method}}": {
            "operationId": "call", {{(consumes.Length == 0 ? "" : $"\"consumes\": [\"{consumes}\"],")}} "parameters": [{{parameters}}],
            "responses": { "200": { "description": "ok" } }
          } } }
        }
        """;
}
