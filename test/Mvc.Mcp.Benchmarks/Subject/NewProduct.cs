using System.ComponentModel.DataAnnotations;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>What a client says of a product it creates.</summary>
public sealed record NewProduct
{
    [StringLength(80, MinimumLength = 1)]
    public required string Name { get; init; }

    [Range(0, 100_000)]
    public decimal Price { get; init; }

    [Range(0, 1_000_000)]
    public int InStock { get; init; }

    public required string Category { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
