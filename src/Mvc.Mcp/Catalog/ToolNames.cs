using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Catalog;

/// <summary>Names tools: valid for every client, unique, and the same whenever the same operations come in the same order.</summary>
internal sealed partial class ToolNames(IEnumerable<string> reserved)
{
    // The protocol allows 128 and more characters, but several clients refuse a tool whose name is longer than this.
    private const int MaxLength = 64;

    private readonly HashSet<string> _taken = new(reserved, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of <paramref name="operation"/>, which no other operation gets any more.</summary>
    public string Take(ApiOperation operation)
    {
        var wanted = MakeValid(Preferred(operation));
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
            name = WithSuffix(wanted, "_" + number.ToString(CultureInfo.InvariantCulture));
        return name;
    }

    private static string Preferred(ApiOperation operation)
    {
        if (!string.IsNullOrWhiteSpace(operation.Operation.OperationId))
            return operation.Operation.OperationId;
        return operation.Description?.ActionDescriptor is ControllerActionDescriptor action
            ? $"{action.ControllerName}_{action.ActionName}"
            : $"{operation.Method}_{operation.Path}";
    }

    private static string MakeValid(string name)
    {
        var valid = Invalid().Replace(name, "_").Trim('_');
        if (valid.Length == 0)
            valid = "operation";
        if (valid.Length <= MaxLength)
            return valid;
        // Two long names often differ only at their ends: the hash keeps them apart whatever their order.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return WithSuffix(valid, "_" + hash);
    }

    private static string WithSuffix(string name, string suffix) =>
        name[..Math.Min(name.Length, MaxLength - suffix.Length)] + suffix;

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex Invalid();
}
