namespace Mvc.Mcp.Schemas;

/// <summary>Whether a schema describes what a client sends or what it gets back.</summary>
internal enum SchemaDirection
{
    /// <summary>What a client sends: read-only members are left out, constraints are kept.</summary>
    Input,

    /// <summary>What a client gets back: write-only members are left out.</summary>
    Output,
}
