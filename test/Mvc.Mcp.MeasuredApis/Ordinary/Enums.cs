namespace Mvc.Mcp.MeasuredApis.Ordinary;

#pragma warning disable CS1591 // Ordinary applications do not describe what a name says.
public enum OrderStatus { Open, Paid, Shipped, Delivered, Cancelled }

public enum InvoiceStatus { Draft, Sent, Paid, Overdue, Void }

public enum Category { Office, Kitchen, Garden, Tools }

public enum Carrier { Dhl, Ups, Post }

public enum PaymentMethod { Transfer, Card, DirectDebit }
