using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.Forwarding;
using Mvc.Mcp.Operations.Documents;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>Makes the catalog of a document alone.</summary>
internal static class DocumentCatalog
{
    /// <summary>The catalog of the document in a file.</summary>
    public static CatalogContents OfFile(string path, Action<McpOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddForwarding().AddOpenApiSource();
        using var app = builder.Build();
        var options = new McpOptions();
        options.OpenApi.Document = path;
        options.ForwardTo("api", client => client.BaseAddress = new Uri("https://api.example"));
        configure?.Invoke(options);
        var source = app.Services.GetRequiredService<OpenApiOperationSource>();
        return new CatalogBuilder(source, NullLogger<CatalogBuilder>.Instance).Build(options, new HashSet<string>());
    }

    /// <summary>The catalog of a document's text.</summary>
    public static CatalogContents Of(string json, Action<McpOptions>? configure = null)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            return OfFile(file, configure);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The catalog of an OpenAPI 3.0 document with these paths and schemas, both JSON.</summary>
    public static CatalogContents Of(string paths, string schemas, string version = "3.0.3") => Of($$"""
        { "openapi": "{{version}}", "info": { "title": "t", "version": "1" }, "paths": {{paths}}, "components": { "schemas": {{schemas}} } }
        """);
}
