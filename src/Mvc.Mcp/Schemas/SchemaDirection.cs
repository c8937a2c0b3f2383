namespace Mvc.Mcp.Schemas;

/// <summary>Whether a schema describes what a client sends or what it gets back.</summary>
internal enum SchemaDirection
{
    /// <summary>What a client sends as JSON: read-only members are left out, constraints are kept.</summary>
    Input,

    /// <summary>
    /// What a client sends in a path, a query, a header or a form. The document describes it as if it were JSON, but model
    /// binding reads it, by the names of .NET.
    /// </summary>
    Fields,

    /// <summary>What a client gets back: write-only members are left out.</summary>
    Output,
}
