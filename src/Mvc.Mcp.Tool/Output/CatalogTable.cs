using System.Globalization;

namespace Mvc.Mcp.Tool.Output;

/// <summary>The catalog as a table for a terminal.</summary>
internal static class CatalogTable
{
    /// <summary>Writes a catalog.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="bySize">Whether the largest comes first, and not what clients see first.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Catalog catalog, bool bySize, TextWriter output)
    {
        foreach (var endpoint in catalog.Endpoints)
        {
            output.WriteLine(endpoint.Routes.Count > 0 ? string.Join(", ", endpoint.Routes) : "(no endpoint is mapped: add app.MapMcp(\"/mcp\"))");
            output.WriteLine();
            WriteRows(
                output,
                ["NAME", "KIND", "OPERATION", "INPUTS", "VISIBLE", "WIRE"],
                (bySize ? endpoint.Items.OrderByDescending(item => item.WireTokens) : endpoint.Items.AsEnumerable()).Select(item => new[]
                {
                    item.Name, item.Kind, item.Method is null ? "(written by hand)" : $"{item.Method} {item.Path}",
                    string.Join(", ", item.Inputs),
                    item.Listed ? item.VisibleTokens.ToString(CultureInfo.InvariantCulture) : "(found)",
                    item.WireTokens.ToString(CultureInfo.InvariantCulture),
                }));
            output.WriteLine();
            var listed = endpoint.Items.Where(item => item.Listed).ToArray();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{endpoint.Items.Count} in all, {listed.Length} listed: {listed.Sum(item => item.VisibleTokens)} tokens visible to a model, {listed.Sum(item => item.WireTokens)} on the wire (o200k)."));
            if (endpoint.Hidden.Count > 0)
                output.WriteLine($"Kept from an anonymous caller: {string.Join(", ", endpoint.Hidden)}.");
            if (endpoint.Omitted.Count > 0)
            {
                output.WriteLine();
                WriteRows(output, ["LEFT OUT", "WHY"], endpoint.Omitted.Select(item => new[] { $"{item.Method} {item.Path}", item.Reason }));
            }

            if (endpoint.Warnings.Count > 0)
            {
                output.WriteLine();
                output.WriteLine("WARNINGS");
                foreach (var warning in endpoint.Warnings)
                    output.WriteLine($"- {warning}");
            }

            output.WriteLine();
        }
    }

    private static void WriteRows(TextWriter output, string[] header, IEnumerable<string[]> body)
    {
        string[][] rows = [header, .. body];
        var widths = header.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
