namespace Mvc.Mcp.Operations;

/// <summary>Says why Swashbuckle could not make a document, and what to do about it.</summary>
internal static class SwaggerFailure
{
    // Swashbuckle has one type of exception for all of these; its words tell them apart.
    private static readonly (string Words, string Advice)[] _known =
    [
        ("Conflicting method/path combination",
            "Give one of these actions another route, hide one with [ApiExplorerSettings(IgnoreApi = true)], or choose with " +
            "AddSwaggerGen(options => options.ResolveConflictingActions(actions => actions.First()))."),
        ("Ambiguous HTTP method",
            "Say which method the action answers with [HttpGet], [HttpPost] or another, or hide it with " +
            "[ApiExplorerSettings(IgnoreApi = true)]."),
        ("Can't use schemaId",
            "Two types have the same name. Tell them apart with " +
            "AddSwaggerGen(options => options.CustomSchemaIds(type => type.FullName))."),
        ("[FromForm] attribute used with IFormFile",
            "Remove [FromForm] from the IFormFile parameter: MVC binds it from the form anyway."),
    ];

    /// <summary>The error to stop the start with.</summary>
    public static InvalidOperationException Explain(string documentName, Exception exception)
    {
        var messages = new List<string>();
        for (Exception? each = exception; each is not null; each = each.InnerException)
            messages.Add(each.Message.Replace(" See inner exception", "", StringComparison.Ordinal).Trim());
        var cause = string.Join(" ", messages.Distinct(StringComparer.Ordinal));
        var advice = _known.FirstOrDefault(known => cause.Contains(known.Words, StringComparison.Ordinal)).Advice
            ?? "Mend the action or the Swagger filter it names; /swagger shows the same error.";
        return new InvalidOperationException(
            $"MCP tools are made of the Swagger document {documentName}, which could not be made: {cause} {advice}", exception);
    }
}
