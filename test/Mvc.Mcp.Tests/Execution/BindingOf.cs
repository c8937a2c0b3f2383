using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>Makes the binding of an argument that takes one kind of JSON and asks nothing more of it.</summary>
internal static class BindingOf
{
    public static ArgumentBinding Argument(
        string name, ArgumentLocation location, ArgumentKind kind, ArgumentKind itemKind = ArgumentKind.Any) => new()
    {
        Name = name,
        WireName = name,
        Location = location,
        Kind = kind,
        Schema = new ValueSchema
        {
            Kinds = Kinds(kind),
            Array = kind == ArgumentKind.Array ? new ArrayRules(new ValueSchema { Kinds = Kinds(itemKind) }, null, null, false) : null,
        },
    };

    private static ValueKinds Kinds(ArgumentKind kind) => Enum.Parse<ValueKinds>(kind.ToString());
}
