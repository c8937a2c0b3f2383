using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>Makes the catalog of a document alone.</summary>
internal static class DocumentCatalog
{
    /// <summary>The catalog of the document in a file.</summary>
    public static CatalogSnapshot OfFile(string path, Action<McpOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddMcpServer().WithOpenApi(path);
        using var app = builder.Build();
        var options = new McpOptions();
        options.OpenApi.Document = path;
        options.ForwardTo("api", client => client.BaseAddress = new Uri("https://api.example"));
        configure?.Invoke(options);
        return app.Services.GetRequiredService<CatalogBuilder>()
            .BuildAsync(options, new HashSet<string>(), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>The catalog of a document's text.</summary>
    public static CatalogSnapshot Of(string json, Action<McpOptions>? configure = null)
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
    public static CatalogSnapshot Of(string paths, string schemas, string version = "3.0.3") => Of($$"""
        { "openapi": "{{version}}", "info": { "title": "t", "version": "1" }, "paths": {{paths}}, "components": { "schemas": {{schemas}} } }
        """);
}
