using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>
/// The authorization policies of tools, resources and prompts: from their own metadata, and, where they stand for an MVC
/// action, from the action's endpoint.
/// </summary>
internal sealed class PrimitivePolicies(IAuthorizationPolicyProvider policies, EndpointDataSource endpoints)
{
    // A changed catalog has new primitives, so what is remembered here goes with the old ones.
    private static readonly ConditionalWeakTable<IMcpServerPrimitive, AuthorizationPolicy> _remembered = [];

    private static readonly AuthorizationPolicy _none = new([new Anyone()], []);

    /// <summary>The policy, or null where there is none.</summary>
    public async ValueTask<AuthorizationPolicy?> GetAsync(IMcpServerPrimitive primitive)
    {
        if (!_remembered.TryGetValue(primitive, out var policy))
        {
            policy = await CombineAsync([.. primitive.Metadata.SelectMany(Expand)]) ?? _none;
            if (policies.AllowsCachingPolicies)
                _remembered.AddOrUpdate(primitive, policy);
        }
        return policy == _none ? null : policy;
    }

    private async Task<AuthorizationPolicy?> CombineAsync(IReadOnlyList<object> metadata)
    {
        if (metadata.OfType<IAllowAnonymous>().Any())
            return null;
        var policy = await AuthorizationPolicy.CombineAsync(
            policies, metadata.OfType<IAuthorizeData>(), metadata.OfType<AuthorizationPolicy>());
        var requirements = metadata.OfType<IAuthorizationRequirementData>().SelectMany(data => data.GetRequirements()).ToArray();
        if (requirements.Length == 0)
            return policy;
        var further = new AuthorizationPolicyBuilder().AddRequirements(requirements).Build();
        return policy is null ? further : AuthorizationPolicy.Combine(policy, further);
    }

    // The mapped endpoint knows more than the action: MapControllers().RequireAuthorization() is its metadata alone.
    private IEnumerable<object> Expand(object metadata) => metadata is not ActionDescriptor action
        ? [metadata]
        : endpoints.Endpoints.FirstOrDefault(endpoint => endpoint.Metadata.GetMetadata<ActionDescriptor>()?.Id == action.Id) is { } endpoint
            ? endpoint.Metadata
            : action.EndpointMetadata;

    private sealed class Anyone : IAuthorizationRequirement;
}
