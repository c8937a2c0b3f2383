using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Mvc.Mcp.Operations;

/// <summary>Makes names that every client accepts.</summary>
internal static partial class ValidName
{
    // The protocol allows more, but several clients refuse a tool whose name is longer than this.
    private const int MaxLength = 64;

    /// <summary>The name with other characters than letters, digits, <c>_</c> and <c>-</c> replaced, and cut to 64.</summary>
    public static string Of(string name)
    {
        var valid = Invalid().IsMatch(name) ? Invalid().Replace(PlainLetters.Write(name), "_").Trim('_') : name;
        if (valid.Length == 0)
            valid = "operation";
        if (valid.Length <= MaxLength)
            return valid;
        // Two long names often differ only at their ends: the hash keeps them apart whatever their order.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return WithSuffix(valid, "_" + hash);
    }

    /// <summary>The valid name <paramref name="name"/> with a suffix, cut to 64 in front of it.</summary>
    public static string WithSuffix(string name, string suffix)
    {
        var valid = Invalid().Replace(suffix, "_");
        return valid.Length >= MaxLength ? Of(name + suffix) : name[..Math.Min(name.Length, MaxLength - valid.Length)] + valid;
    }

    [GeneratedRegex("_*[^A-Za-z0-9_-][^A-Za-z0-9-]*")]
    private static partial Regex Invalid();
}
