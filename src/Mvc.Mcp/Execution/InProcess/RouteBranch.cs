using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Matching;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>A branch in the tree of routing, as a policy would grow it were there but one endpoint.</summary>
internal sealed class RouteBranch
{
    private const int Nowhere = -1;

    private readonly PolicyJumpTable _table;
    private readonly Endpoint[] _destinations;

    private RouteBranch(PolicyJumpTable table, Endpoint[] destinations)
    {
        _table = table;
        _destinations = destinations;
    }

    /// <summary>Grows the branch of <paramref name="policy"/> for <paramref name="endpoint"/>.</summary>
    public static RouteBranch Of(INodeBuilderPolicy policy, Endpoint endpoint)
    {
        var edges = policy.GetEdges([endpoint]);
        var table = policy.BuildJumpTable(Nowhere, [.. edges.Select((edge, index) => new PolicyJumpTableEdge(edge.State, index))]);
        // An edge without the endpoint leads to one that the policy made to refuse.
        return new RouteBranch(table, [.. edges.Select(edge => edge.Endpoints.Contains(endpoint) ? endpoint : edge.Endpoints[0])]);
    }

    /// <summary>The endpoint that <paramref name="context"/> reaches: the one guarded, one that refuses, or none.</summary>
    public Endpoint? Follow(HttpContext context) =>
        _table.GetDestination(context) is var destination and not Nowhere ? _destinations[destination] : null;
}
