using Microsoft.EntityFrameworkCore;
using Shop.Models;

namespace Shop.Data;

/// <summary>The shop's SQLite database, made and seeded when the application starts for the first time.</summary>
public sealed class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Product>().HasData(
            new Product { Id = 1, Name = "Laptop", Price = 999.99m, Category = "Electronics" },
            new Product { Id = 2, Name = "Mouse", Price = 29.99m, Category = "Electronics" },
            new Product { Id = 3, Name = "Desk Chair", Price = 299.99m, Category = "Furniture" });

        modelBuilder.Entity<Order>().Property(order => order.Status).HasConversion<string>();
        modelBuilder.Entity<Order>().OwnsMany(order => order.Lines, line =>
        {
            line.Property<int>("Id");
            line.HasKey("Id");
        });
    }
}
