using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Reads what a document says about how callers identify themselves.</summary>
internal static class DocumentSecurity
{
    /// <summary>The credentials that calls of the operation carry: those of the first alternative for which all are set.</summary>
    public static IReadOnlyList<CredentialUse> Of(ApiOperation operation, McpOpenApiOptions options)
    {
        if (!operation.IsForeign || options.Credentials.Count == 0)
            return [];
        var alternative = Alternatives(operation, options).FirstOrDefault(names => names.Count > 0 && names.All(options.Credentials.ContainsKey));
        return alternative is null ? [] : [.. alternative.Select(name => Use(operation.Document, name, options.Credentials[name])).OfType<CredentialUse>()];
    }

    /// <summary>A warning for each scheme that operations ask for and that has no credential, and for each credential without a scheme.</summary>
    /// <param name="operations">The operations that became tools.</param>
    /// <param name="options">What is set.</param>
    /// <param name="setHeaders">The headers that the application sets itself.</param>
    public static IEnumerable<string> Warnings(IEnumerable<ApiOperation> operations, McpOpenApiOptions options, IReadOnlySet<string> setHeaders)
    {
        var all = operations.Where(operation => operation.IsForeign).ToArray();
        if (all.Length == 0)
            yield break;
        var declared = all[0].Document.Components?.SecuritySchemes ?? new Dictionary<string, IOpenApiSecurityScheme>();
        foreach (var name in options.Credentials.Keys.Where(name => !declared.ContainsKey(name)))
            yield return $"McpOptions.OpenApi.Credentials names '{name}', but the document has no such security scheme. It has: {string.Join(", ", declared.Keys)}.";
        var missing = all.Select(operation => Alternatives(operation, options).ToArray())
            .Where(alternatives => alternatives.Length > 0 && !alternatives.Any(names => names.All(Has)))
            .SelectMany(alternatives => alternatives[0].Where(name => !Has(name)))
            .CountBy(name => name);
        foreach (var (name, count) in missing)
        {
            yield return $"The document asks for the credential '{name}' in {count} operations, and none is set. " +
                $"Set it with o.OpenApi.Credentials[\"{name}\"] = …; without it the API gets what the caller sends, if anything.";
        }

        bool Has(string name) => options.Credentials.ContainsKey(name) ||
            declared.TryGetValue(name, out var scheme) && Place(scheme) is (ParameterLocation.Header, var header) && setHeaders.Contains(header);
    }

    // An operation without a word of its own is held to that of the document; a document without any word on what needs a
    // credential, to all that it declares.
    private static IEnumerable<IReadOnlyList<string>> Alternatives(ApiOperation operation, McpOpenApiOptions options)
    {
        var document = operation.Document;
        var requirements = operation.OpenApi.Security ?? document.Security;
        if (requirements is null)
        {
            return document.Components?.SecuritySchemes is { Count: > 0 } schemes && SaysNothing(document)
                ? schemes.Keys.Where(options.Credentials.ContainsKey).Select(name => (IReadOnlyList<string>)[name])
                : [];
        }
        return requirements.Select(requirement => (IReadOnlyList<string>)[.. requirement.Keys.Select(scheme => scheme.Reference.Id).OfType<string>()]);
    }

    private static bool SaysNothing(OpenApiDocument document) =>
        document.Security is null && document.Paths.Values.All(path => path.Operations is null || path.Operations.Values.All(operation => operation.Security is null));

    private static CredentialUse? Use(OpenApiDocument document, string name, McpCredential credential) =>
        document.Components?.SecuritySchemes is { } schemes && schemes.TryGetValue(name, out var scheme) && Place(scheme) is var (location, key)
            ? new CredentialUse(credential, location, key, scheme!.Type == SecuritySchemeType.ApiKey ? null : scheme.Scheme ?? "bearer")
            : null;

    private static (ParameterLocation Location, string Name)? Place(IOpenApiSecurityScheme? scheme) => scheme?.Type switch
    {
        SecuritySchemeType.ApiKey => scheme is { In: { } location, Name: { Length: > 0 } name } ? (location, name) : null,
        SecuritySchemeType.Http or SecuritySchemeType.OAuth2 or SecuritySchemeType.OpenIdConnect => (ParameterLocation.Header, "Authorization"),
        _ => null,
    };
}
