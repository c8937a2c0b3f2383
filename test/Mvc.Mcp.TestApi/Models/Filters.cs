namespace Mvc.Mcp.TestApi.Models;

/// <summary>A query as an object.</summary>
public sealed class ProductFilter
{
    /// <summary>What the name contains.</summary>
    public string? Name { get; set; }

    /// <summary>At least this price.</summary>
    public decimal? MinPrice { get; set; }

    /// <summary>Any of these colours.</summary>
    public List<Color>? Colors { get; set; }
}

/// <summary>A query as an object in an object.</summary>
public sealed class OrderFilter
{
    /// <summary>Which customer.</summary>
    public CustomerFilter? Customer { get; set; }

    /// <summary>Which page.</summary>
    public int Page { get; set; } = 1;
}

/// <summary>The object in it.</summary>
public sealed class CustomerFilter
{
    /// <summary>What the name contains.</summary>
    public string? Name { get; set; }

    /// <summary>In which city.</summary>
    public string? City { get; set; }
}
